/** POST Object: a form that somebody signed, with the conditions under which S3 takes it. */
import * as z from 'zod';
import { checkSignature, type Known, readCredential, type Scope } from './signature.ts';
import { denied, S3Fault } from './xml.ts';

export interface Form {
  /** By lower-case name; without the file. */
  readonly fields: Readonly<Record<string, string>>;
  readonly file: Uint8Array;
}

const MALFORMED = 'The body of your POST request is not well-formed multipart/form-data.';

/** Fields after the file are ignored, as S3 does. */
export const readForm = async (contentType: string, body: Uint8Array): Promise<Form> => {
  const malformed = (): never => {
    throw new S3Fault('MalformedPOSTRequest', MALFORMED, 400);
  };
  const sent = await new Response(Buffer.from(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(malformed);
  const fields: Record<string, string> = {};
  for (const [name, value] of sent) {
    if (name.toLowerCase() !== 'file') {
      if (typeof value !== 'string') malformed();
      fields[name.toLowerCase()] = String(value);
      continue;
    }
    const bytes = typeof value === 'string' ? Buffer.from(value) : new Uint8Array(await value.arrayBuffer());
    return { fields, file: bytes };
  }
  throw new S3Fault('InvalidArgument', 'POST requires exactly one file upload per request.', 400);
};

const policy = z.strictObject({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), z.coerce.number(), z.coerce.number()]),
      z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});
type Conditions = z.output<typeof policy>['conditions'];

const invalid = (why: string): S3Fault => denied(`Invalid according to Policy: ${why}`);

/** Who signed this form; throws unless they are known, and it is in time, and as its policy wants it. */
export const signerOfForm = ({ fields, file }: Form, bucket: string, now: number, known: Known): Scope => {
  const read = (name: string): string => {
    const value = fields[name];
    if (value !== undefined) return value;
    throw new S3Fault('InvalidArgument', `Bucket POST must contain a field named '${name}'.`, 400);
  };
  const encoded = read('policy');
  if (read('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') throw denied();
  const scope = readCredential(read('x-amz-credential'), known);
  if (!read('x-amz-date').startsWith(scope.day)) throw denied();
  checkSignature(scope, encoded, read('x-amz-signature'));
  const { expiration, conditions } = readPolicy(encoded);
  if (Date.parse(expiration) < now) throw invalid('Policy expired.');
  checkConditions(conditions, { ...fields, bucket });
  checkSize(conditions, file.length);
  return scope;
};

const readPolicy = (encoded: string): z.output<typeof policy> => {
  try {
    return policy.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  } catch {
    const message = 'The content of the form does not meet the conditions specified in the policy document.';
    throw new S3Fault('InvalidPolicyDocument', message, 400);
  }
};

type Comparison = readonly [how: 'eq' | 'starts-with', field: string, wanted: string];

/** As a list of comparisons: `{"acl": "x"}` is `["eq", "$acl", "x"]`. */
const comparisons = (conditions: Conditions): readonly Comparison[] =>
  conditions.flatMap((one): readonly Comparison[] => {
    if (!Array.isArray(one)) return Object.entries(one).map(([name, value]) => ['eq', `$${name}`, value] as const);
    return one[0] === 'content-length-range' ? [] : [one];
  });

/** Each condition holds of its field, and each field is spoken of by a condition. */
function checkConditions(conditions: Conditions, fields: Readonly<Record<string, string>>): void {
  const spoken = new Set<string>();
  for (const [how, named, wanted] of comparisons(conditions)) {
    const name = named.slice(1).toLowerCase();
    spoken.add(name);
    const held = fields[name] ?? '';
    const holds = how === 'eq' ? held === wanted : held.startsWith(wanted);
    if (!holds) throw invalid(`Policy Condition failed: ${JSON.stringify([how, named, wanted])}`);
  }
  const extra = Object.keys(fields).find(
    (name) => !spoken.has(name) && !['policy', 'x-amz-signature', 'bucket'].includes(name) && !/^x-ignore-/.test(name),
  );
  if (extra) throw invalid(`Extra input fields: ${extra}`);
}

function checkSize(conditions: Conditions, size: number): void {
  for (const one of conditions) {
    if (!Array.isArray(one) || one[0] !== 'content-length-range') continue;
    const [, least, most] = one;
    const more = { ProposedSize: String(size), MinSizeAllowed: String(least), MaxSizeAllowed: String(most) };
    if (size > most) {
      throw new S3Fault('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, more);
    }
    if (size < least) {
      throw new S3Fault('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, more);
    }
  }
}
