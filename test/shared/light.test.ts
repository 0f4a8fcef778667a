import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attributes, attributes, fields } from '../../functions/shared/light/attributes.ts';
import { authorization } from '../../functions/shared/light/sign.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the SDK sends for one call. */
const sentBySdk = async (sessionToken?: string): Promise<Sent> => {
  let sent: Sent | undefined;
  const client = new DynamoDBClient({
    region: 'eu-central-1',
    credentials: { ...credentials, ...(sessionToken ? { sessionToken } : {}) },
    requestHandler: {
      handle: async (request: { headers: Record<string, string>; body: string }) => {
        sent = { headers: request.headers, body: request.body };
        return { response: { statusCode: 200, headers: {}, body: Buffer.from('{}') } };
      },
    },
  });
  await client
    .send(new GetItemCommand({ TableName: 'clicks', Key: { PK: { S: 'LINK#ä' }, SK: { S: 'x' } } }))
    .catch(() => 0);
  if (!sent) throw new Error('The SDK sent nothing.');
  return sent;
};

describe('Calls of AWS without the SDK', () => {
  test.each([
    ['with a key', undefined],
    ['with the session token of a function', 'a-session-token'],
  ])('are signed as the SDK signs them: %s', async (_label, token) => {
    const { headers, body } = await sentBySdk(token);
    const theirs = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
    const names = /SignedHeaders=([^,]+)/.exec(theirs)?.[1]?.split(';') ?? [];
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const signed = Object.fromEntries(names.map((name) => [name, lower[name] ?? '']));
    expect(names).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-target']));
    expect(authorization({ service: 'dynamodb', region: 'eu-central-1', body }, signed, credentials)).toBe(theirs);
  });

  test('hold values as the document client does', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value, { maxKeys: 5 }), (item) => {
        const plain: Record<string, unknown> = { ...item };
        expect(attributes(plain)).toEqual(marshall(plain));
        expect(fields(marshall(plain) as unknown as Attributes)).toEqual(unmarshall(marshall(plain)));
      }),
    );
  });

  test('leave out what is undefined', () => {
    expect(attributes({ a: undefined, b: 1 })).toEqual({ b: { N: '1' } });
  });
});
