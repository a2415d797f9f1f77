// The constants of compiled code. Only the polls are not the core's.

import { abi as coreAbi } from "hz:core/abi";
import { poll, pollPinned } from "hz:standalone/poll";

export const abi = Object.freeze({ ...coreAbi, y: poll, q: pollPinned });
