import { accrualTold } from '../../fraud/contract.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import type { Draft } from './recording.ts';

const kinds = {
  'accrual-held.v1': 'hold',
  'accrual-released.v1': 'release',
  'accrual-rejected.v1': 'reject',
  'accrual-reinstated.v1': 'reinstate',
} as const;

const isFlag = (name: string): name is keyof typeof kinds => name in kinds;

/** The fact of an event of room fraud. Each flag says each of the four at most once of a sale. */
export const flagDraft = ({ name, data, occurredAt }: ProgramEvent): { customer: string; draft: Draft } => {
  if (!isFlag(name)) throw new Error(`${name} says nothing of an accrual.`);
  const { customer, reason, ...about } = accrualTold.parse(data);
  const key = `${about.sale}~${about.flagId}`;
  const kept = { ...about, reason: reason.slice(0, 300) };
  return { customer, draft: { kind: kinds[name], key, occurredAt, data: kept } };
};
