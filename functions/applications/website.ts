export interface Site {
  /** https, without query and fragment. */
  readonly website: string;
  /** What two spellings of one site share: `acme.com`, or `youtube.com/@ann` on a platform that many share. */
  readonly domainKey: string;
  /** Written in letters beyond ASCII: a person should look at it. */
  readonly international: boolean;
}

export type SiteResult = { readonly ok: true; readonly site: Site } | { readonly ok: false; readonly sentence: string };

const PRIVATE = new Set(['localhost', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'arpa', 'onion']);
const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const SAME_PLATFORM: Readonly<Record<string, string>> = { 'twitter.com': 'x.com', 'youtu.be': 'youtube.com' };
/** First parts of a path that only say what kind of page follows: youtube.com/channel/…, linkedin.com/in/…. */
const KINDS_OF_PAGE = new Set(['channel', 'c', 'user', 'in', 'company', 'groups', 'pages', 'r', 'u', 'show', 'artist']);

const refuse = (sentence: string): SiteResult => ({ ok: false, sentence });

/** Reads a website as a person types it. Addresses of machines and of this network are refused (fault 41). */
export const readWebsite = (typed: string, sharedPlatforms: readonly string[]): SiteResult => {
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(typed);
  const url = URL.parse(hasScheme ? typed : `https://${typed}`);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return refuse('must be a web address like acme.com');
  if (url.username || url.password || url.port) return refuse('must be a plain web address, without a port or a name');
  const host = url.hostname.replace(/\.$/, '').replace(/^www\d?\./, '');
  if (!HOST.test(host) || PRIVATE.has(host.split('.').at(-1) ?? '')) {
    return refuse('must be a public web address like acme.com');
  }
  const platform = platformOf(host, sharedPlatforms);
  if (platform) return profileOn(platform, url);
  const path = url.pathname === '/' ? '' : url.pathname;
  return accept({ website: `https://${host}${path}`, domainKey: host, international: isInternational(host) });
};

const accept = (site: Site): SiteResult =>
  site.website.length > 300 ? refuse('must be shorter than 300 characters') : { ok: true, site };

/** True for a domain with an `xn--` label: what it looks like is not what it is. */
export const isInternational = (host: string): boolean => host.split('.').some((label) => label.startsWith('xn--'));

const platformOf = (host: string, sharedPlatforms: readonly string[]): string | undefined => {
  const bare = host.replace(/^(m|mobile)\./, '');
  const known = SAME_PLATFORM[bare] ?? bare;
  return sharedPlatforms.includes(bare) || sharedPlatforms.includes(known) ? known : undefined;
};

const profileOn = (platform: string, url: URL): SiteResult => {
  const parts = decoded(url.pathname).split('/').filter(Boolean);
  const profile = parts.slice(0, KINDS_OF_PAGE.has(parts[0]?.toLowerCase() ?? '') ? 2 : 1);
  const numbered = parts[0] === 'profile.php' ? url.searchParams.get('id') : null;
  if (profile.length === 0 || (profile.length === 1 && KINDS_OF_PAGE.has(profile[0] ?? ''))) {
    return refuse(`many people share ${platform}: give the address of your own page there, like ${platform}/yourname`);
  }
  const path = `${profile.join('/')}${numbered ? `?id=${numbered}` : ''}`;
  if (!/^[\p{L}\p{N}@._~?=/-]{1,200}$/u.test(path))
    return refuse('must be the address of a page, like youtube.com/@ann');
  return accept({
    website: `https://${platform}/${path}`,
    domainKey: `${platform}/${path.toLowerCase()}`,
    international: false,
  });
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** True when a domain or one above it is on the list: `x.mailinator.com` is on it with `mailinator.com`. */
export const isListed = (domain: string, list: readonly string[]): boolean => {
  const labels = domain.toLowerCase().split('.');
  return labels.some((_, index) => list.includes(labels.slice(index).join('.')));
};

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
