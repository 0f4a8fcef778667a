import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { lastDayBefore } from '../../layout/dates.ts';
import { Button, Key, P, Said } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To the partner, before approved funds lapse: say that the activity was held, prove it, or add to the proof [M3]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ what: z.enum(['activity', 'proof', 'more']), by: instant, title: z.string() }),
  sample: { what: 'proof', by: '2027-04-18T04:00:00.000Z', title: 'Booth at the Retail Forum' },
  subject: ({ what, title }) =>
    `${what === 'activity' ? 'Was it held?' : what === 'proof' ? 'Proof is due' : 'More proof is due'} ${short(title)}`,
  title: ({ what }) => (what === 'activity' ? 'Was your activity held?' : 'Your proof is still missing'),
  preheader: ({ by }, { program }) => `By ${lastDayBefore(by, program.zone)}.`,
  body: ({ what, by, title }, context) => (
    <>
      <P>
        {what === 'activity' ? 'We approved funds for ' : 'We are waiting for the proof of '}“<Said>{title}</Said>”.
      </P>
      <P>
        {what === 'activity' ? 'Tell us the day on which it was held' : 'Hand in receipts, figures and the lead list'}{' '}
        by <Key>{lastDayBefore(by, context.program.zone)}</Key>.{' '}
        {what === 'activity'
          ? 'An activity that is not held in its quarter has no claim to the funds.'
          : what === 'proof'
            ? 'After that the funds are forfeited.'
            : 'After that we check what you have handed in already.'}
      </P>
      <Button href={page(context, '/portal/mdf')}>
        {what === 'activity' ? 'Say when it was held' : 'Hand in proof'}
      </Button>
    </>
  ),
});
