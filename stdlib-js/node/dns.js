// node:dns. It can be imported; its functions and classes say that they are not available yet when they are used.
import { missing, notAvailable } from "./internal/errors.js";

const absent = missing("dns", [
  "lookup", "lookupService", "resolve", "resolve4", "resolve6", "resolveAny", "resolveCname", "resolveMx",
  "resolveNs", "resolvePtr", "resolveSrv", "resolveTxt", "reverse", "setServers", "getServers",
]);
export const {
  lookup, lookupService, resolve, resolve4, resolve6, resolveAny, resolveCname, resolveMx, resolveNs, resolvePtr,
  resolveSrv, resolveTxt, reverse, setServers, getServers,
} = absent;

export class Resolver {
  constructor() { throw notAvailable("dns.Resolver"); }
}
export const promises = missing("dns.promises", ["lookup", "resolve", "resolve4", "resolve6"]);

export default {
  ...absent, promises, Resolver,
};
