// A declaration and a class in brackets, imported by name.
import declaredLater from "./declaration.js";
import inBrackets from "./brackets.js";
export const declared = () => [declaredLater(), new inBrackets().field].join();
