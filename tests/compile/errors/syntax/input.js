// What a mistake looks like.
const fine = 1;
let x = = 2;
