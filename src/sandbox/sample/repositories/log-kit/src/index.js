export const log = { info: (_fields, _message) => {} };
