import * as z from 'zod';
import { Button, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** A person has approved the logo: documents can be made with it [P4]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ name: z.string().min(1).max(200) }),
  sample: { name: 'acme-logo.png' },
  subject: () => 'Your logo is approved',
  title: () => 'Your logo is approved',
  preheader: () => 'You can make documents with both logos now.',
  body: ({ name }, context) => (
    <>
      <P>
        We have looked at {name}, and it is approved. From now on you can make documents that carry your logo and ours,
        side by side and equally large.
      </P>
      <P>Please use such documents as they are made: neither logo may be cut, stretched or recoloured.</P>
      <Button href={page(context, '/portal/library')}>Make a document</Button>
    </>
  ),
});
