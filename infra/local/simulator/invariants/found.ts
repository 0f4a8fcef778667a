import type { Fact, Page } from '../../../../functions/ledger/contract.ts';
import type { FundPage } from '../../../../functions/mdf/contract.ts';
import { unpackFact, unpackFundPage, unpackPage } from '../../../../functions/shared/journal-items.ts';
import type { Letter } from '../../services/types.ts';
import type { Final, Item } from '../final.ts';

/** Sorted out once for each list: invariants ask for each partner and each person anew. */
const sorted = <List extends object, Key, Value>(sort: (list: List) => ReadonlyMap<Key, readonly Value[]>) => {
  const known = new WeakMap<List, ReadonlyMap<Key, readonly Value[]>>();
  return (list: List, key: Key): readonly Value[] => {
    const groups = known.get(list) ?? sort(list);
    known.set(list, groups);
    return groups.get(key) ?? [];
  };
};

/** A fact of a partner's run and a fact of a customer bear the same type, in two tables. */
const MONEY = 'tandem-local-ledger';
const ofType = sorted((tables: Final['tables']) =>
  Map.groupBy(
    Object.entries(tables).flatMap(([table, items]) => (table === MONEY ? [] : items)),
    ({ type }) => type,
  ),
);
const ofMoney = sorted((tables: Final['tables']) => Map.groupBy(tables[MONEY] ?? [], ({ type }) => type));
const ofPartner = sorted((items: readonly Item[]) => Map.groupBy(items, ({ partnerId }) => partnerId));
const ofTask = sorted((items: readonly Item[]) => Map.groupBy(items, ({ taskId }) => taskId));
const addressed = sorted((letters: readonly Letter[]) => {
  const groups = new Map<string, Letter[]>();
  for (const letter of letters) {
    for (const address of letter.destinations) {
      const group = groups.get(address);
      if (group) group.push(letter);
      else groups.set(address, [letter]);
    }
  }
  return groups;
});
const ofCompany = sorted((applicants: Final['applicants']) => Map.groupBy(applicants, ({ company }) => company));

/** Items of one type, from all tables but the ledger. */
export const itemsOf = ({ tables }: Final, type: string): readonly Item[] => ofType(tables, type);

/** Every fact of every customer, in order of recording within a customer. */
export const factsOf = ({ tables }: Final): readonly Fact[] => ofMoney(tables, 'FACT').map(unpackFact);
/** Every page of every book, in order within a book. */
export const pagesOf = ({ tables }: Final): readonly Page[] => ofMoney(tables, 'PAGE').map(unpackPage);
/** Every page of every development fund, in order within a fund. */
export const fundPagesOf = ({ tables }: Final): readonly FundPage[] => ofMoney(tables, 'FUND-PAGE').map(unpackFundPage);
/** Keys of the claims: `<kind>#<key>`. */
export const claimsOf = ({ tables }: Final): readonly string[] => ofMoney(tables, 'CLAIM').map(({ SK }) => String(SK));

export const itemsOfPartner = (final: Final, type: string, partnerId: unknown): readonly Item[] =>
  ofPartner(itemsOf(final, type), partnerId);

export const tasksById = (final: Final, taskId: unknown): readonly Item[] => ofTask(itemsOf(final, 'TASK'), taskId);

/** Letters that went to this address, oldest first. */
export const lettersTo = ({ letters }: Final, address: string): readonly Letter[] => addressed(letters, address);

/** The address of the company's contact. */
export const addressOf = ({ applicants }: Final, company: string): string | undefined =>
  ofCompany(applicants, company)[0]?.email;
