import type { ComponentChildren } from 'preact';
import { bare, filled, Layout } from './parts.tsx';
import { colour, font, sheet, wraps } from './style.ts';

interface FrameProps {
  readonly subject: string;
  /** What a mail program shows beside the subject. */
  readonly preheader: string;
  readonly program: { readonly name: string; readonly siteUrl: string; readonly postalAddress: string };
  /** Why this person gets this letter. */
  readonly because: string;
  readonly unsubscribeUrl: string | undefined;
  readonly children: ComponentChildren;
}

/** Pushes the letter's first words out of the preview, so that only the preheader shows there. */
const FILLER = '\u00a0\u200c'.repeat(60);

/** The sheet of paper that every letter is written on. */
export const Frame = ({ subject, preheader, program, because, unsubscribeUrl, children }: FrameProps) => (
  <html lang="en" dir="ltr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
      <title>{subject}</title>
      <style dangerouslySetInnerHTML={{ __html: sheet }} />
    </head>
    <body class="ground" style={`margin:0;padding:0;background:${colour.ground};-webkit-text-size-adjust:100%`}>
      <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">
        {preheader}
        {FILLER}
      </div>
      <Layout class="ground" style={`background:${colour.ground}`}>
        <tr>
          <td class="outer" align="center" style="padding:32px 16px">
            <Layout style="max-width:600px;margin:0 auto">
              <tr>
                <td class="pad" style="padding:20px 36px 18px">
                  <Head name={program.name} siteUrl={program.siteUrl} />
                </td>
              </tr>
              <tr>
                <td>
                  <Layout
                    class="card"
                    style={`background-color:${colour.card};border:1px solid ${colour.line};border-radius:12px;border-collapse:separate`}
                  >
                    <tr>
                      <td class="pad ink" style="padding:36px 36px 20px">
                        {children}
                      </td>
                    </tr>
                  </Layout>
                </td>
              </tr>
              <tr>
                <td class="pad soft" style="padding:20px 36px 32px">
                  <Foot program={program} because={because} unsubscribeUrl={unsubscribeUrl} />
                </td>
              </tr>
            </Layout>
          </td>
        </tr>
      </Layout>
    </body>
  </html>
);

/** Drawn with a letter and a colour: a picture would be blocked, and would tell us who reads. */
const Head = ({ name, siteUrl }: { readonly name: string; readonly siteUrl: string }) => (
  <table {...bare}>
    <tr>
      <td
        class="mark"
        width="34"
        height="34"
        align="center"
        {...filled}
        style={`width:34px;height:34px;background-color:${colour.brand};border-radius:9px;font-family:${font};font-size:18px;line-height:34px;font-weight:700;color:#ffffff`}
      >
        {[...name][0]?.toUpperCase()}
      </td>
      <td class="ink" style="padding-left:12px">
        <a
          href={siteUrl}
          style={`font-family:${font};font-size:17px;line-height:24px;font-weight:600;color:${colour.ink};text-decoration:none;${wraps}`}
        >
          <span class="ink">
            <span class="name">{name}</span>
          </span>
        </a>
      </td>
    </tr>
  </table>
);

const foot = `margin:0 0 8px;font-family:${font};font-size:13px;line-height:1.5;color:${colour.soft};${wraps}`;

const Foot = ({ program, because, unsubscribeUrl }: Pick<FrameProps, 'program' | 'because' | 'unsubscribeUrl'>) => (
  <>
    <p style={foot}>{because}</p>
    <p style={foot}>
      {program.name} · {program.postalAddress}
    </p>
    {unsubscribeUrl ? (
      <p style={foot}>
        <a href={unsubscribeUrl} style={`color:${colour.soft};text-decoration:underline`}>
          Unsubscribe
        </a>{' '}
        from tips and reminders. Letters about your account still reach you.
      </p>
    ) : null}
  </>
);
