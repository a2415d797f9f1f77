// Packages by their exports and imports maps, conditions, subpaths, self reference; a missing subpath says so.
import { kind, where } from "both"; import feature from "both/feature"; import { internal } from "#internal/thing"; import scoped from "@scope/pkg/deep/file.js";
import { createRequire } from "node:module"; const require = createRequire(import.meta.url);
console.log(kind, where, feature, internal, scoped, require("both").kind, require("only-main").answer, (await import("only-main")).default.answer);
for (const bad of ["both/hidden", "absent"]) { try { await import(bad); } catch (e) { console.log(bad, e instanceof Error, e.message.includes(bad.split("/")[0])); } }
