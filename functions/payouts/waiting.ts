import type { Batch, BatchWait } from './contract.ts';

/** Has what the run waits for come? */
export const endsWait = (
  { awaits, since }: Pick<BatchWait, 'awaits' | 'since'>,
  { state, news }: Pick<Batch, 'state' | 'news'>,
): boolean => {
  switch (awaits) {
    case 'approval':
      return state !== 'proposed';
    case 'results':
      return news > since || state === 'settled';
    case 'mending':
      return news > since;
  }
};
