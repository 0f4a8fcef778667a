import type { ComponentChildren } from 'preact';
import { colour, font, text, wraps } from './style.ts';

type Children = { readonly children: ComponentChildren };

/** A table that only lays out: mail programs know tables best. */
export const Layout = ({ children, ...rest }: Children & { readonly class?: string; readonly style?: string }) => (
  <table {...bare} width="100%" {...rest}>
    {children}
  </table>
);

/** Attributes that HTML has given up and Outlook has not, which is why the types of preact do not know `border`. */
export const bare = { role: 'presentation', cellpadding: '0', cellspacing: '0', border: '0' } as const;

export const P = ({ children }: Children) => <p style={text}>{children}</p>;

export const Small = ({ children }: Children) => (
  <div class="soft">
    <p style={`margin:0 0 12px;font-family:${font};font-size:14px;line-height:1.5;color:${colour.soft};${wraps}`}>
      {children}
    </p>
  </div>
);

/** For mail programs that do not read background styles. */
export const filled = { bgcolor: colour.brand } as const;

/** What a person wrote (a name, a company): whichever way it is written, it does not turn the sentence around. */
export const Said = ({ children }: { readonly children: string }) => <bdi dir="auto">{children}</bdi>;

/** The date or word that matters, on one line. */
export const Key = ({ children }: Children) => <b style="white-space:nowrap">{children}</b>;

/** `href` is checked against the allow-list when the letter is rendered, as all links are. */
export const Link = ({ href, children }: Children & { readonly href: string }) => (
  <a class="link" href={href} style={`color:${colour.brand};text-decoration:underline;${wraps}`}>
    {children}
  </a>
);

/** The one thing to do. The cell carries the colour, so that it stays a button where links lose their padding. */
export const Button = ({ href, children }: Children & { readonly href: string }) => (
  <table class="wide" {...bare} style="margin:8px 0 24px">
    <tr>
      <td class="wide fill" {...filled} style={`background-color:${colour.brand};border-radius:8px`}>
        <a
          class="button"
          href={href}
          style={`display:inline-block;padding:14px 28px;font-family:${font};font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px`}
        >
          {children}
        </a>
      </td>
    </tr>
  </table>
);

/** For a link that people may have to copy: the button's address in full. */
export const PlainAddress = ({ href }: { readonly href: string }) => (
  <div class="twice">
    <Small>
      If the button does nothing, copy this address into your browser:
      <br />
      <Link href={href}>{href}</Link>
    </Small>
  </div>
);

type Fact = readonly [label: string, value: ComponentChildren];

/** Names and values, for what one looks up in a letter: a date, a company. */
export const Facts = ({ rows }: { readonly rows: readonly Fact[] }) => (
  <Layout class="rule" style={`margin:4px 0 24px;border-bottom:1px solid ${colour.line}`}>
    {rows.map(([label, value]) => (
      <tr class="fact" key={label}>
        <td
          class="label rule"
          width="150"
          valign="top"
          style={`padding:11px 16px 11px 0;border-top:1px solid ${colour.line};font-family:${font};font-size:14px;line-height:22px;color:${colour.soft}`}
        >
          <span class="soft">{label}</span>
        </td>
        <td
          class="value rule"
          valign="top"
          style={`padding:11px 0;border-top:1px solid ${colour.line};font-family:${font};font-size:15px;line-height:22px;color:${colour.ink};${wraps}`}
        >
          {value}
        </td>
      </tr>
    ))}
  </Layout>
);

/** What comes next, in order. */
export const Steps = ({ steps }: { readonly steps: readonly ComponentChildren[] }) => (
  <Layout style="margin:4px 0 20px">
    {steps.map((step, index) => (
      <tr class="step" key={index}>
        <td width="40" valign="top" style="padding:0 0 14px">
          <table class="dot" {...bare}>
            <tr>
              <td
                class="tint number"
                width="28"
                height="28"
                align="center"
                style={`width:28px;height:28px;background-color:${colour.tint};border-radius:14px;font-family:${font};font-size:14px;line-height:28px;font-weight:600;color:${colour.brand}`}
              >
                <span class="ink">{`${index + 1}`}</span>
              </td>
            </tr>
          </table>
        </td>
        <td
          valign="top"
          style={`padding:2px 0 14px;font-family:${font};font-size:16px;line-height:1.5;color:${colour.ink};${wraps}`}
        >
          {step}
        </td>
      </tr>
    ))}
  </Layout>
);

/** A person's own words, line for line. */
export const Quote = ({ children }: { readonly children: string }) => (
  <Layout style="margin:4px 0 24px">
    <tr>
      <td
        class="tint quote"
        dir="auto"
        style={`padding:14px 18px;background-color:${colour.tint};border-radius:8px;font-family:${font};font-size:16px;line-height:1.5;color:${colour.ink};${wraps}`}
      >
        {children.split('\n').map((line, index) => (
          <span key={index}>
            {index > 0 ? <br /> : null}
            {line}
          </span>
        ))}
      </td>
    </tr>
  </Layout>
);

/** A picture that comes with the letter. `alt` is read where pictures are not shown, and stands in their place. */
export const Picture = ({
  cid,
  alt,
  width,
}: {
  readonly cid: string;
  readonly alt: string;
  readonly width: number;
}) => (
  <p style="margin:0 0 20px">
    <img
      src={`cid:${cid}`}
      alt={alt}
      width={width}
      style={`display:block;width:100%;max-width:${width}px;height:auto;border:0;border-radius:8px;background-color:#ffffff;font-family:${font};font-size:14px;line-height:1.5;color:${colour.soft}`}
    />
  </p>
);

/** A heading within a letter that has parts. */
export const Heading = ({ children }: Children) => (
  <div class="ink">
    <p
      style={`margin:8px 0 10px;font-family:${font};font-size:17px;line-height:1.4;font-weight:650;color:${colour.ink};${wraps}`}
    >
      {children}
    </p>
  </div>
);
