import { startOfDay } from '../../shared/days.ts';
import { Problem } from '../../shared/problem.ts';
import type { ToldAnswer } from './routes.ts';

const KEY = /^[A-Za-z0-9._:-]{1,80}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOST = 500;

const refuse = (line: number, what: string): Problem =>
  new Problem(
    422,
    'invalid-input',
    `Line ${line}: ${what}. Write key, score from 1 to 5, and date, like: ticket-17,4,2027-03-31`,
    { line },
  );

const isHeader = (line: string): boolean => /^"?key"?\s*[,;]/i.test(line);

/** One cell, without the quotes that a spreadsheet puts around it. */
const cell = (text = ''): string => text.trim().replace(/^"(.*)"$/, '$1');

const readLine = (partnerId: string, text: string, line: number, timeZone: string): ToldAnswer => {
  const [key = '', score = '', date = '', ...more] = text.split(/[,;]/).map(cell);
  if (more.length > 0 || !KEY.test(key)) throw refuse(line, 'the key is not a short name without blanks');
  if (!/^[1-5]$/.test(score)) throw refuse(line, `the score "${score.slice(0, 20)}" is not 1, 2, 3, 4 or 5`);
  if (!DATE.test(date) || Number.isNaN(Date.parse(date))) throw refuse(line, `"${date.slice(0, 20)}" is no date`);
  return { partnerId, key, score: Number(score), at: startOfDay(date, timeZone) };
};

/** A list of answers as it comes from a spreadsheet. Throws 422 that names the line; a key must not come twice. */
export const readList = (partnerId: string, list: string, timeZone: string): readonly ToldAnswer[] => {
  const lines = list.split(/\r?\n/);
  const told = lines.flatMap((text, index) =>
    text.trim() === '' || (index === 0 && isHeader(text))
      ? []
      : [{ line: index + 1, answer: readLine(partnerId, text, index + 1, timeZone) }],
  );
  if (told.length > MOST) throw new Problem(422, 'invalid-input', `Send at most ${MOST} lines at once.`);
  const seen = new Set<string>();
  for (const { line, answer } of told) {
    if (seen.has(answer.key)) throw refuse(line, `the key ${answer.key} comes twice`);
    seen.add(answer.key);
  }
  return told.map(({ answer }) => answer);
};

/** An answer cannot have been given later than now. */
export const refuseFuture = (answers: readonly ToldAnswer[], now: string): void => {
  const wrong = answers.find(({ at }) => at > now);
  if (wrong) throw new Problem(422, 'invalid-input', `The answer ${wrong.key} is dated in the future.`);
};
