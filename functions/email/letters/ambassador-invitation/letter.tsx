import * as z from 'zod';
import { Button, P, Quote, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To an affiliate that is invited to the highest tier [T3]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ text: z.string().min(1).max(2_000) }),
  sample: { text: 'Your comparison of last month was the best we have read. Let us plan the next one together.' },
  subject: (_, { program }) => `An invitation: Ambassador of ${program.name}`,
  title: () => 'We would like you as an Ambassador',
  preheader: () => 'Terms of your own, and content that we make together.',
  body: ({ text }, context) => (
    <>
      <P>Ambassadors are invited, and there are few. We would like you to be one. In our words:</P>
      <Quote>{text}</Quote>
      <P>
        As an Ambassador you have terms that we agree with you, see what is new before others do, and make content
        together with us. You say yes or no on your page; nothing changes before you do.
      </P>
      <Button href={page(context, '/portal/tier')}>Answer the invitation</Button>
      <Small>You would rather talk first? Reply to this letter.</Small>
    </>
  ),
});
