// Sees its importer half made.
const whole = require("./whole.cjs");
module.exports = { seen: whole.partial + ", later: " + typeof whole.cycle };
