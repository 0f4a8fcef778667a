/** The colours of the site, as a letter can use them. */
export const colour = {
  ink: '#16201b',
  soft: '#55625b',
  line: '#dbe2dd',
  ground: '#f3f6f3',
  card: '#ffffff',
  brand: '#14532d',
  tint: '#eef5f0',
} as const;

export const font =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Helvetica, Arial, sans-serif";

/** Long words of a stranger (a name of 300 letters) must not widen the letter. */
export const wraps = 'overflow-wrap:anywhere;word-break:break-word';

export const text = `margin:0 0 16px;font-family:${font};font-size:16px;line-height:1.55;color:${colour.ink};${wraps}`;

/**
 * What inline styles cannot say: the phone, and the dark. Mail programs that drop this show the light letter at its
 * full width, which is whole without it.
 */
export const sheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a{color:${colour.brand}}
@media (max-width:520px){
.outer{padding:0!important}
.card{border-left:0!important;border-right:0!important;border-radius:0!important}
.pad{padding-left:20px!important;padding-right:20px!important}
.wide{width:100%!important}.wide a{display:block!important;text-align:center!important}
.label,.value{display:block!important;width:auto!important;padding-left:0!important;padding-right:0!important}
.label{padding-bottom:0!important}.value{padding-top:2px!important;border-top:0!important}
}
@media (prefers-color-scheme:dark){
.ground{background:#0f1511!important}
.card{background-color:#18211b!important}
.card{border-color:#2b3830!important}
.ink,.ink p,.ink td,.ink h1{color:#e8efe9!important}
.soft,.soft p,.soft a{color:#a3b1a8!important}
.ink .link{color:#86d3a2!important}
.rule{border-color:#2b3830!important}
.tint,.card .tint{background-color:#213029!important}
.card .fill{background-color:#1f7a45!important}
.card .fill a,.mark{color:#ffffff!important}
}
`.replaceAll('\n', '');
