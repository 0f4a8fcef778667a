import { leadItem } from '../../../../functions/leads/contract.ts';
import type { Final } from '../final.ts';
import { itemsOf } from './found.ts';
import type { Invariant } from './invariant.ts';

export const oneOwner: Invariant = {
  id: 'D8',
  sentence: 'a lead is with one partner at a time, and never comes back to who has let it go',
  breaks: (final: Final) =>
    itemsOf(final, 'LEAD').flatMap((item) => {
      const { leadId, offers } = leadItem.parse(item);
      const earlier = offers.slice(0, -1).filter(({ result }) => result === 'open' || result === 'accepted');
      const partners = new Set(offers.map(({ partnerId }) => partnerId));
      return [
        ...earlier.map(({ partnerId }) => `Lead ${leadId} is still with ${partnerId}, and with another one.`),
        ...(partners.size < offers.length ? [`Lead ${leadId} came to a partner twice.`] : []),
      ];
    }),
};
