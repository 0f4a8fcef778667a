import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asRetried, RETRIED } from '../../functions/shared/passing.ts';

const anError = (name: string, more: object = {}) => Object.assign(new Error('As it was told.'), { name, ...more });
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

describe('Trouble that passes', () => {
  test.each([
    ['Step Functions fails', anError('InternalFailure', { $metadata: { httpStatusCode: 500 } }), RETRIED.server],
    ['Secrets Manager fails', anError('InternalServiceError', { $metadata: { httpStatusCode: 500 } }), RETRIED.server],
    ['a service is away', anError('ServiceUnavailable', { $metadata: { httpStatusCode: 503 } }), RETRIED.server],
    ['a table is too busy', anError('ProvisionedThroughputExceededException'), RETRIED.rate],
    ['a queue is too busy', anError('RequestThrottled'), RETRIED.rate],
    ['a connection breaks', anError('Error', { code: 'ECONNRESET' }), RETRIED.connection],
    ['a name is not found', anError('Error', { code: 'ENOTFOUND' }), RETRIED.connection],
    ['a single write meets a transaction', anError('TransactionConflictException'), RETRIED.conflict],
  ])('%s: it has a name that Retry knows, and keeps its own in the message', (_, error, name) => {
    expect(nameOf(asRetried(error))).toBe(name);
    expect(String(asRetried(error))).toContain(error.name);
  });

  test.each([
    ['a grant is missing', anError('AccessDeniedException', { $metadata: { httpStatusCode: 400 } })],
    ['a rule refuses', anError('JourneyStopped')],
    ['a mistake of ours', new TypeError('x is undefined')],
  ])('%s: that does not pass, and is told as it is', (_, error) => {
    expect(asRetried(error)).toBe(error);
  });

  test('every task of every definition, released ones too, tries again at these names', () => {
    const files = globSync('workflows/*/{*.asl.json,released/**/*.asl.json}');
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const retries = [
        ...readFileSync(file, 'utf8').matchAll(/"ErrorEquals":\s*\[[^\]]*"Lambda\.ServiceException"[^\]]*\]/g),
      ];
      expect(retries.length).toBeGreaterThan(0);
      for (const [list] of retries) for (const name of Object.values(RETRIED)) expect(list).toContain(`"${name}"`);
    }
  });
});
