/** JSON values, and the one size limit of the service: 256 KiB of UTF-8 for every input, result and output. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export const PAYLOAD_LIMIT_BYTES = 256 * 1024;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTooLarge(text: string): boolean {
  // A UTF-16 unit takes at most 3 bytes in UTF-8: short texts need no counting.
  return text.length * 3 > PAYLOAD_LIMIT_BYTES && Buffer.byteLength(text) > PAYLOAD_LIMIT_BYTES;
}

/** The name JSONata and the service's error texts use for a value's type. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** A JSON document, or undefined when the text is none. JSON has no undefined, so the answer is unambiguous. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export class NotJson extends Error {}

/**
 * A plain copy: JSONata marks its own arrays with extra properties and hands out functions, and neither may
 * reach a state's data. Throws `NotJson` for a function. Members without a value are left out, as JSON does.
 */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : toJson(item)));
  if (!isObject(value) || '_jsonata_lambda' in value || '_jsonata_function' in value) throw new NotJson();
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) if (value[key] !== undefined) copy[key] = toJson(value[key]);
  return copy;
}
