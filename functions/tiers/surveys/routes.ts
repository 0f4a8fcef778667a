import * as z from 'zod';
import { route } from '../../shared/route.ts';
import { id, instant } from '../../shared/text.ts';

const score = z.int().min(1).max(5);
const token = z.strictObject({ token: z.string().min(1).max(400) });
const key = z
  .string()
  .regex(/^[A-Za-z0-9._:-]{1,80}$/, 'must be a short key of letters, digits, dots, colons and hyphens');

/** What a customer's own system tells of one answer. `key`: the same answer is counted once. */
const toldAnswer = z.strictObject({ partnerId: id, key, score, at: instant });
export type ToldAnswer = z.infer<typeof toldAnswer>;

const taken = z.strictObject({ taken: z.int(), before: z.int() });

export const surveyRoutes = {
  showSurvey: route({
    id: 'showSurvey',
    method: 'GET',
    path: '/api/surveys/{token}',
    access: 'anyone',
    summary: 'What a customer is asked about a deal. Changes nothing: scanners follow links.',
    params: token,
    status: 200,
    answer: z.strictObject({ company: z.string(), program: z.string(), answered: z.boolean() }),
  }),
  answerSurvey: route({
    id: 'answerSurvey',
    method: 'POST',
    path: '/api/surveys/{token}',
    access: 'anyone',
    summary: 'Answers it, 1 to 5, once. The same answer again is fine.',
    params: token,
    body: z.strictObject({ score }),
    status: 200,
    answer: z.strictObject({ message: z.string() }),
  }),
  receiveSatisfaction: route({
    id: 'receiveSatisfaction',
    method: 'POST',
    path: '/api/satisfaction',
    access: 'anyone',
    summary: 'Answers of customers, told by another survey tool. Signed by the Standard Webhooks specification.',
    body: z.strictObject({ answers: z.array(toldAnswer).min(1).max(25) }),
    status: 200,
    answer: taken,
  }),
  recordSatisfaction: route({
    id: 'recordSatisfaction',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/satisfaction',
    access: 'team',
    summary: 'Answers of customers as a list: a line each with key, score (1 to 5) and date',
    params: z.strictObject({ partnerId: id }),
    body: z.strictObject({ list: z.string().min(1).max(20_000) }),
    status: 200,
    answer: taken,
  }),
} as const;
