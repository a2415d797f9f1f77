// In place of core/dynamic_function.js: there is no compiler here, so code that is made at run time stays as it is. Calls in
// it cannot be suspended, as in any code that is not compiled.
export {};
