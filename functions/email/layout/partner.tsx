import { companyOf, type LetterContext } from '../letter.ts';
import { safeLink } from './links.ts';
import { Link, Said } from './parts.tsx';

/** The partner by name, with its website where that is a proper one: the applicant typed it. */
export const Partner = ({ context }: { readonly context: LetterContext }) => {
  const website = context.website === undefined ? undefined : safeLink(context.website, context.program.siteUrl);
  return (
    <>
      <Said>{companyOf(context)}</Said>
      {website ? (
        <>
          {' '}
          · <Link href={website}>{website.replace(/^https:\/\//, '').replace(/\/$/, '')}</Link>
        </>
      ) : null}
    </>
  );
};
