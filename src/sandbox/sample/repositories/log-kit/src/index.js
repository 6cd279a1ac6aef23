export const log = { info: (fields, message) => console.log(JSON.stringify({ ...fields, message })) };
