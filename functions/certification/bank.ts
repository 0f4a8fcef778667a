import * as z from 'zod';
import salesV1 from './question-bank/sales.v1.json' with { type: 'json' };

const option = z.enum(['a', 'b', 'c', 'd']);

/** One multiple-choice question; exactly one option is right. The answer never leaves this room. */
const question = z.strictObject({
  id: z.string().regex(/^[a-z]+-\d{2}$/),
  module: z.string(),
  text: z.string().min(20).max(300),
  options: z.record(option, z.string().min(1).max(200)),
  answer: option,
});
export type Question = z.infer<typeof question>;

const questionBank = z.strictObject({ version: z.int().min(1), questions: z.array(question).min(1) });
export type QuestionBank = z.infer<typeof questionBank>;

/**
 * Every version of the questions; the policy says which one is drawn from. A change of any question is a new file with the
 * next version, and the policy's newest goes up with it; old ones stay here, since an open attempt is marked by its own.
 */
const banks: readonly QuestionBank[] = [questionBank.parse(salesV1)];

export const bankOf = (version: number): QuestionBank => {
  const bank = banks.find((one) => one.version === version);
  if (!bank) throw new Error(`There is no question bank of version ${version}.`);
  return bank;
};
