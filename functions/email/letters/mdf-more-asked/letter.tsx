import * as z from 'zod';
import { currencyCode } from '../../../shared/money.ts';
import { instant } from '../../../shared/text.ts';
import { lastDayBefore } from '../../layout/dates.ts';
import { Button, Key, P, Quote, Said, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To the partner: the proof is not enough yet; what is missing, and until when it can come. Asked once. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ title: z.string(), currency: currencyCode, note: z.string().min(1).max(1000), by: instant }),
  sample: {
    title: 'Booth at the Retail Forum',
    currency: 'USD',
    note: 'The receipt of the booth is there, the lead list is not.',
    by: '2027-04-12T04:00:00.000Z',
  },
  subject: ({ title }) => `We need more proof: ${short(title)}`,
  title: () => 'Something is missing in your proof',
  preheader: ({ by }, { program }) => `Please add it by ${lastDayBefore(by, program.zone)}.`,
  body: ({ title, note, by }, context) => (
    <>
      <P>
        We have looked at your proof of “<Said>{title}</Said>”. Before the funds can be paid, we need more:
      </P>
      <Quote>{note}</Quote>
      <P>
        Add it by <Key>{lastDayBefore(by, context.program.zone)}</Key>.
      </P>
      <Button href={page(context, '/portal/mdf')}>Add to my proof</Button>
      <Small>If nothing more comes, we check what is there.</Small>
    </>
  ),
});
