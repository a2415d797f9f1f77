// A module that takes its time.
export const log = ["dependency starts"];
export const value = await new Promise((ok) => setTimeout(ok, 5, "slow value"));
log.push("dependency ends");
export const later = async () => "later";
