import type * as z from 'zod';
import { notFound } from '../shared/problem.ts';
import type { Batch, routes } from './contract.ts';
import { messageIdOf, type PlannedFile } from './files.ts';
import { readCsv, readPain002, readPayPal, type Told } from './results.ts';

type Body = z.output<NonNullable<(typeof routes)['takeResults']['body']>>;

/** Keys of the payments in each file, by the file's name and by the message's id. */
export type Messages = ReadonlyMap<string, readonly string[]>;

export const messageIds = (batch: Batch, files: readonly PlannedFile[]): Messages =>
  new Map(
    files.flatMap((file) => {
      const keys = file.payouts.flatMap(({ providerKey }) => (providerKey ? [providerKey] : []));
      return [
        [file.name, keys],
        [messageIdOf(batch.batchId, file.name), keys],
      ];
    }),
  );

/** What was sent in, payment by payment. */
export const readTold = (
  body: Body,
  messages: Messages,
  today: string,
): readonly (Told & { readonly on: string })[] => {
  const told = ((): readonly Told[] => {
    switch (body.format) {
      case 'pain.002':
        return readPain002(body.content, (message) => messages.get(message) ?? []);
      case 'paypal':
        return readPayPal(body.content);
      case 'csv':
        return readCsv(body.content);
      case 'ask-the-service':
        return [];
      case 'all-paid': {
        const keys = messages.get(body.file);
        if (!keys) throw notFound('file');
        return keys.map((key) => ({ key, result: 'paid', on: body.on }));
      }
    }
  })();
  return told.map((one) => ({ ...one, on: one.on ?? today }));
};
