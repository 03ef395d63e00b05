/**
 * Has a value all that is wanted of it? Objects member by member, lists item by item and with the same length, anything
 * else when it is the same.
 */
export function contains(value: unknown, wanted: unknown): boolean {
  if (!isObject(value) || !isObject(wanted)) return Object.is(value, wanted);
  if (Array.isArray(value) !== Array.isArray(wanted)) return false;
  if (Array.isArray(wanted) && wanted.length !== value['length']) return false;
  return Object.keys(wanted).every((key) => Object.hasOwn(value, key) && contains(value[key], wanted[key]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
