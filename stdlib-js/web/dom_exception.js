// DOMException: the errors of web APIs. Name, message and code are accessors of the prototype, not own properties.

const codes = {
  IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5,
  NoModificationAllowedError: 7, NotFoundError: 8, NotSupportedError: 9, InUseAttributeError: 10, InvalidStateError: 11,
  SyntaxError: 12, InvalidModificationError: 13, NamespaceError: 14, InvalidAccessError: 15, TypeMismatchError: 17,
  SecurityError: 18, NetworkError: 19, AbortError: 20, URLMismatchError: 21, QuotaExceededError: 22, TimeoutError: 23,
  InvalidNodeTypeError: 24, DataCloneError: 25,
};
const constants = {
  INDEX_SIZE_ERR: 1, DOMSTRING_SIZE_ERR: 2, HIERARCHY_REQUEST_ERR: 3, WRONG_DOCUMENT_ERR: 4, INVALID_CHARACTER_ERR: 5,
  NO_DATA_ALLOWED_ERR: 6, NO_MODIFICATION_ALLOWED_ERR: 7, NOT_FOUND_ERR: 8, NOT_SUPPORTED_ERR: 9,
  INUSE_ATTRIBUTE_ERR: 10, INVALID_STATE_ERR: 11, SYNTAX_ERR: 12, INVALID_MODIFICATION_ERR: 13, NAMESPACE_ERR: 14,
  INVALID_ACCESS_ERR: 15, VALIDATION_ERR: 16, TYPE_MISMATCH_ERR: 17, SECURITY_ERR: 18, NETWORK_ERR: 19, ABORT_ERR: 20,
  URL_MISMATCH_ERR: 21, QUOTA_EXCEEDED_ERR: 22, TIMEOUT_ERR: 23, INVALID_NODE_TYPE_ERR: 24, DATA_CLONE_ERR: 25,
};

const fieldsOf = new WeakMap();

function fields(exception) {
  const found = fieldsOf.get(exception);
  if (found === undefined) throw new TypeError("Illegal invocation: expected a DOMException");
  return found;
}

// A derived class, whose constructor is pinned: the engine makes these errors too, and cannot wait for one.
export class DOMException extends Error {
  constructor(message = "", options = "Error") {
    const isOptions = typeof options === "object" && options !== null;
    super("", isOptions && "cause" in options ? { cause: options.cause } : undefined);
    const name = isOptions ? `${options.name ?? "Error"}` : `${options}`;
    fieldsOf.set(this, { message: `${message}`, name, code: codes[name] ?? 0 });
    // The stack's first line is made of name and message as they are when it is taken.
    Error.captureStackTrace?.(this, DOMException);
    delete this.message;
  }
}

for (const key of ["name", "message", "code"]) {
  const { get } = Object.getOwnPropertyDescriptor({ get [key]() { return fields(this)[key]; } }, key);
  Object.defineProperty(DOMException.prototype, key, { get, enumerable: true, configurable: true });
}
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: "DOMException", configurable: true });
for (const [key, value] of Object.entries(constants)) {
  const constant = { value, enumerable: true };
  Object.defineProperty(DOMException, key, constant);
  Object.defineProperty(DOMException.prototype, key, constant);
}
