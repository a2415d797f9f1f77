// Modules run once each, dependencies first, in the order of the imports.
import "./one.js"; import { log } from "./log.js"; import "./two.js"; import "./one.js"; log.push("main"); console.log(log.join(" "));
