import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type AskedChunk, chunkItem, type Import, importItem, nominationOf } from '../../integrations/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { addressHash } from '../../shared/address.ts';
import { keys } from '../../shared/keys.ts';
import { Problem } from '../../shared/problem.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import type { NominationForm } from '../contract.ts';
import { type Draft, draftFromNomination } from '../draft.ts';
import { mayWriteTo, readApplication, readKnown, write } from '../store.ts';
import { draftWrites } from '../writes.ts';

interface Nominating {
  readonly programKey: string;
  readonly policy: Policy;
  readonly now: Date;
}

const MOST_TOLD = 10;

const get = async (Key: Record<string, string>): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }))).Item;

const draftOf = (form: NominationForm, importId: string, on: Nominating): Draft | string => {
  const { programKey, policy, now } = on;
  try {
    // Named by the import, not by the day: however often the chunk is gone through, one contact is asked once.
    return draftFromNomination(form, { programKey, policy, sending: `import/${importId}`, nowMs: now.getTime() });
  } catch (error) {
    if (error instanceof Problem) return `cannot be asked: ${error.message}`;
    throw error;
  }
};

/** `asked`, `before` (by this import, or here already), or why not. */
const nominate = async (form: NominationForm, importId: string, on: Nominating): Promise<string> => {
  const draft = draftOf(form, importId, on);
  if (typeof draft === 'string') return draft;
  const mailbox = addressHash(on.programKey, form.email);
  if (await readApplication(draft.application.applicationId)) return 'before';
  const known = await readKnown(mailbox, draft.application.facts?.domainKey ?? '');
  if (known.emailOwner) return 'before';
  if (known.domainOwner) return 'cannot be asked: this company is a partner already';
  if (!(await mayWriteTo(mailbox, on.policy.signUp.verificationLettersPerDay, on.now))) {
    return 'cannot be asked: this contact has had all the letters of today';
  }
  return (await write(draftWrites(draft))) ? 'asked' : 'before';
};

export const nominateChunk = async (importId: string, chunk: number, on: Nominating): Promise<AskedChunk> => {
  const [found, item] = await Promise.all([get(keys.import(importId)), get(keys.importChunk(importId, chunk))]);
  if (!found || !item) return { asked: 0, rows: [] };
  const { options }: Import = importItem.parse(found);
  const rows: { row: number; reason: string }[] = [];
  let asked = 0;
  for (const row of chunkItem.parse(item).rows) {
    if (row.kind !== 'partners') continue;
    const form = nominationOf(row, options, on.policy.signUp.freeMailDomains);
    const became = typeof form === 'string' ? form : await nominate(form, importId, on);
    if (became === 'asked') asked++;
    else if (became !== 'before') rows.push({ row: row.row, reason: became });
  }
  return { asked, rows: rows.slice(0, MOST_TOLD) };
};
