// node:constants: all constants in one flat object, as before each module had its own.
import { constants as fs } from "./internal/fs_values.js";
import { constants as os } from "./os.js";

export default { ...os.errno, ...os.priority, ...os.signals, ...fs };
