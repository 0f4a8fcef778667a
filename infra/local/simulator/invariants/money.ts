import { compare, faultsOf } from '../../../../functions/ledger/checking.ts';
import { currencyOf, type Fact, type Page, type PartnerPosting } from '../../../../functions/ledger/contract.ts';
import { linesByBook, referenceOf } from '../../../../functions/ledger/keeping.ts';
import { statementItem } from '../../../../functions/payouts/contract.ts';
import { statementOf } from '../../../../functions/payouts/statement.ts';
import { firstPolicy } from '../../../../functions/policy/contract.ts';
import { localMonth } from '../../../../functions/shared/days.ts';
import type { Final } from '../final.ts';
import { factsOf, itemsOf, pagesOf } from './found.ts';
import type { Invariant } from './invariant.ts';

const { timeZone } = firstPolicy.calendar;
const monthOf = (at: string): string => localMonth(at, timeZone);
const books = (final: Final) => Map.groupBy(pagesOf(final), ({ partnerId, currency }) => `${partnerId}#${currency}`);

export const postingsBalance: Invariant = {
  id: 'I1',
  sentence: "every fact's and every command's postings sum to 0 in each currency",
  breaks: (final) =>
    factsOf(final).flatMap((fact) =>
      [...Map.groupBy(fact.postings, (one) => currencyOf(fact, one))].flatMap(([currency, postings]) => {
        const sum = postings.reduce((total, { minor }) => total + minor, 0);
        return sum === 0 ? [] : [`Fact ${referenceOf(fact)} is off by ${sum} ${currency}.`];
      }),
    ),
};

export const balancesAreSums: Invariant = {
  id: 'I2',
  sentence: 'every balance is the sum of its lines, at every page, and every line is a posting of its fact',
  breaks: (final) => {
    const known = books(final);
    return [
      ...[...known.values()].flatMap((pages) => faultsOf(pages)),
      ...linesByBook(factsOf(final), monthOf).flatMap((book) => {
        const { missing, wrong } = compare(book, known.get(`${book.partnerId}#${book.currency}`) ?? []);
        return [
          ...missing.map((fact) => `Fact ${fact} is in no page of ${book.partnerId}/${book.currency}.`),
          ...wrong,
        ];
      }),
    ];
  },
};

const postingsOf = (facts: readonly Fact[]): readonly (readonly [Fact, PartnerPosting])[] =>
  facts.flatMap((fact) => fact.postings.flatMap((one) => ('partnerId' in one ? [[fact, one] as const] : [])));
const nameOf = ({ sale, partnerId, rule }: PartnerPosting): string => `${sale}, ${partnerId}, ${rule}`;

export const oneAccrual: Invariant = {
  id: 'I3',
  sentence: 'one accrual for each sale, partner and rule',
  breaks: (final) => {
    const facts = factsOf(final);
    const sales = Map.groupBy(
      facts.filter(({ kind }) => kind === 'sale'),
      ({ key }) => key,
    );
    return [...sales].flatMap(([key, told]) =>
      told.length === 1 ? [] : [`Sale ${key} was recorded ${told.length} times.`],
    );
  },
};

export const neverMoreBack: Invariant = {
  id: 'I4',
  sentence: 'never more is reversed than was accrued, at no moment',
  breaks: (final) => {
    const sums = new Map<string, number>();
    return postingsOf(factsOf(final)).flatMap(([fact, posting]) => {
      // What a month's cap takes away is below zero by its nature.
      if (posting.rule === 'cap') return [];
      const sum = (sums.get(nameOf(posting)) ?? 0) + posting.minor;
      sums.set(nameOf(posting), sum);
      const isLast = fact.postings.findLast((one) => 'partnerId' in one && nameOf(one) === nameOf(posting)) === posting;
      return isLast && sum < 0 ? [`${nameOf(posting)} is at ${sum} after ${referenceOf(fact)}.`] : [];
    });
  },
};

export const onlyWhatMatured: Invariant = {
  id: 'I6',
  sentence: 'no payout takes more than what had matured',
  breaks: (final) =>
    [...books(final).values()].flatMap((pages) =>
      pages.flatMap((page: Page, index) => {
        if (page.kind !== 'reserved') return [];
        const before = pages[index - 1]?.balances.payable ?? 0;
        return page.balances.payable < 0 || before <= 0
          ? [
              `Page ${page.number} of ${page.partnerId}/${page.currency} reserves ${before - page.balances.payable} of ${before}.`,
            ]
          : [];
      }),
    ),
};

export const statementsStand: Invariant = {
  id: 'I5',
  sentence: 'a closed statement never changes',
  breaks: (final) => statementsThatChanged(final),
};

/** The hash that was written when the month was closed must still be that of the pages it was closed over. */
const statementsThatChanged = (final: Final): readonly string[] => {
  const known = books(final);
  return itemsOf(final, 'STATEMENT').flatMap((item) => {
    const { partnerId, period, sha256, books: closed } = statementItem.parse(item);
    const months = closed.map(({ currency, from, to }) => {
      const pages = known.get(`${partnerId}#${currency}`) ?? [];
      return { currency, before: pages[from - 2], pages: pages.slice(from - 1, to) };
    });
    return statementOf(period, months).sha256 === sha256
      ? []
      : [`The statement of ${period} of ${partnerId} has changed.`];
  });
};

export const earnedInItsMonth: Invariant = {
  id: 'I11',
  sentence: "what was earned belongs to the month of its sale, in the program's zone",
  breaks: (final) => {
    const facts = factsOf(final);
    const soldAt = new Map(
      facts.filter(({ kind }) => kind === 'sale' || kind === 'lead').map(({ key, occurredAt }) => [key, occurredAt]),
    );
    return postingsOf(facts).flatMap(([fact, posting]) => {
      const at = soldAt.get(posting.sale);
      if (at === undefined || monthOf(at) === posting.earnedPeriod) return [];
      return [`${referenceOf(fact)} posts ${posting.sale} of ${at} to ${posting.earnedPeriod}.`];
    });
  },
};
