import type { Final, Item } from '../../infra/local/simulator/final.ts';
import { type History, historyOf } from '../../infra/local/simulator/history.ts';
import { itemsOf } from '../../infra/local/simulator/invariants/found.ts';
import { applicantOf } from '../../infra/local/simulator/people.ts';
import { live } from '../../infra/local/simulator/run.ts';
import { prepare } from '../support/prepare.ts';

/** People of these habits: the first of each that the seed has, wanting this. */
const peopleWho = (history: History, habits: readonly [string, 'affiliate' | 'channel'][]): number[] =>
  habits.map(([habit, program]) => {
    for (let number = 0; number < 1000; number++) {
      const applicant = applicantOf(history, number);
      if (applicant.habit.name === habit && applicant.wish.programType === program) return number;
    }
    throw new Error(`Nobody ${habit}.`);
  });

/** Three weeks in which everything goes well, of somebody prompt, one who unsubscribes, and one who loses its mailbox. */
export const threeWeeks = async (): Promise<Final> => {
  const { assembly } = await prepare();
  const history = { ...historyOf('three weeks', 'small', false), days: 21 };
  const people = peopleWho(history, [
    ['prompt', 'channel'],
    ['unsubscribes', 'affiliate'],
    ['bounces', 'affiliate'],
    ['withdraws', 'affiliate'],
  ]);
  return (await live({ ...history, people }, { assembly })).final;
};

type Change = (item: Item) => Item | undefined;

/** The final state with every item of a type changed that fits, or gone where the change answers undefined. */
export const changed = (final: Final, type: string, fits: (item: Item) => boolean, change: Change): Final => {
  let found = 0;
  const tables = Object.fromEntries(
    Object.entries(final.tables).map(([name, items]) => [
      name,
      items.flatMap((item): Item[] => {
        if (item.type !== type || !fits(item)) return [item];
        found++;
        const now = change(item);
        return now ? [now] : [];
      }),
    ]),
  );
  if (found === 0) throw new Error(`There is no such ${type} to change.`);
  return { ...final, tables };
};

export const first = (final: Final, type: string, fits: (item: Item) => boolean = () => true): Item => {
  const found = itemsOf(final, type).find(fits);
  if (!found) throw new Error(`There is no such ${type}.`);
  return found;
};
