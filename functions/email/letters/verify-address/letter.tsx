import * as z from 'zod';
import { Button, P, PlainAddress, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To an applicant, or a company that the team nominated: the address must be confirmed before anything starts [L1]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'applicant',
  data: z.strictObject({ tokenId: z.string().min(1).max(200), nominated: z.boolean() }),
  sample: { tokenId: '01JGZX3M5N8Q2R4T6V8W0Y1A3B', nominated: false },
  subject: ({ nominated }, { program }) =>
    nominated ? `An invitation from ${program.name}` : 'Confirm your e-mail address',
  title: ({ nominated }) => (nominated ? `Would you like to be our partner?` : 'One click, and your application is in'),
  preheader: ({ nominated }, { program }) =>
    nominated
      ? `Somebody on our team suggested your company for ${program.name}.`
      : `Then ${program.name} starts on your application at once.`,
  body: ({ tokenId, nominated }, context) => {
    const href = page(context, `/verify#${context.sign('verify-address', tokenId)}`);
    return (
      <>
        {nominated ? (
          <P>
            Somebody on our team thinks that your company and ours should work together, and suggested you for{' '}
            {context.program.name}. If you are interested, confirm this address. We then look at how well our customers
            match, and tell you where you stand.
          </P>
        ) : (
          <P>
            Thank you for applying to {context.program.name}. Please confirm that this address is yours. We start on
            your application the moment you do.
          </P>
        )}
        <Button href={href}>{nominated ? 'Yes, I am interested' : 'Confirm my address'}</Button>
        <PlainAddress href={href} />
        <Small>
          The link works for {context.verificationHours} hours. {nominated ? 'Not for you?' : 'You did not apply?'} Then
          ignore this letter: without your click, nothing happens.
        </Small>
      </>
    );
  },
});
