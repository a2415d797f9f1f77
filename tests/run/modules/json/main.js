// A JSON module.
import data from "./data.json" with { type: "json" };
const { default: again } = await import("./data.json", { with: { type: "json" } });
console.log(data.text, data.nested.list.join(), again === data);
