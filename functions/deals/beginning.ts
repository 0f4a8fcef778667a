import { InvalidInput } from '../shared/problem.ts';
import { typedInput } from '../shared/typed-input.ts';
import { dealInput } from './contract.ts';

const EXAMPLE = { deal: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y' };

/** What the person meant. Throws `InvalidInput` with a sentence that shows a right one. */
export const readDealInput = (
  input: unknown,
): { readonly typed: string; readonly dealId: string | undefined; readonly takeOver: boolean } => {
  const { deal, takeOver } = typedInput(dealInput, input, EXAMPLE);
  const dealId = /^[0-9a-hjkmnp-tv-z]{26}$/i.test(deal) ? deal.toUpperCase() : undefined;
  return { typed: deal, dealId, takeOver: takeOver === true };
};

export const unknownDeal = (typed: string): InvalidInput =>
  new InvalidInput(
    `There is no deal "${typed.slice(0, 100)}". Its id is in the address of its page; type it like this: ${JSON.stringify(EXAMPLE)}`,
  );

export const twin = (typed: string): InvalidInput =>
  new InvalidInput(
    `An execution looks after deal "${typed}" already. One is enough. If it has failed or was stopped, go on with it: {"deal": "${typed}", "takeOver": true}`,
  );
