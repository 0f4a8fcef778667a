/** Reading JSON of which the shape is only known by convention: a wrong shape throws, and says where. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const fields = (value: unknown, where: string): Fields => {
  if (isFields(value)) return value;
  throw new Error(`${where} should be an object, and is ${JSON.stringify(value)}.`);
};

export const list = (value: unknown, where: string): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} should be a list, and is ${JSON.stringify(value)}.`);
};

/** Text; numbers and booleans are written out, as CloudFormation does. */
export const text = (value: unknown, where: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${where} should be text, and is ${JSON.stringify(value)}.`);
};

export const optionalText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

export const optionalNumber = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : undefined;
};

/** One or many, as IAM and others allow. */
export const texts = (value: unknown, where: string): readonly string[] =>
  Array.isArray(value) ? value.map((one) => text(one, where)) : [text(value, where)];

export const optionalList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const parseJson = (source: string, where: string): unknown => {
  try {
    return JSON.parse(source);
  } catch {
    throw new Error(`${where} is not JSON.`);
  }
};
