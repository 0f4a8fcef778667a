import * as z from 'zod';
import { Button, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** The logo cannot stand beside ours, and why [P4]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ name: z.string().min(1).max(200), note: z.string().min(1).max(1000) }),
  sample: { name: 'acme-logo.png', note: 'This is an older logo. Please send the one from your current guidelines.' },
  subject: () => 'Your logo: please send another one',
  title: () => 'Please send another one',
  preheader: () => 'Why this logo cannot be used, and where to send another.',
  body: ({ name, note }, context) => (
    <>
      <P>We have looked at {name}, and it cannot stand on our documents as it is. This is why:</P>
      <Quote>{note}</Quote>
      <P>You can send another one at any time. A logo that was approved before stays in use until then.</P>
      <Button href={page(context, '/portal/library')}>Send another logo</Button>
    </>
  ),
});
