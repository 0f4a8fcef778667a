const LOOPBACK = new Set(['localhost', '127.0.0.1']);
const UNSEEN = /[\p{Cc}\p{Cf}\s]/u;

const isLoopback = (url: URL): boolean => url.protocol === 'http:' && LOOPBACK.has(url.hostname);

/**
 * The link as it may stand in a letter, or undefined where it may not: https and mailto only, no user name in front of
 * the host, nothing unseen inside. Plain http is for a site that runs on this machine, as `siteUrl` says.
 */
export const safeLink = (link: string, siteUrl: string): string | undefined => {
  if (UNSEEN.test(link) || !URL.canParse(link)) return undefined;
  const url = new URL(link);
  if (url.username !== '' || url.password !== '') return undefined;
  if (url.protocol === 'https:' || url.protocol === 'mailto:') return url.href;
  if (isLoopback(url) && URL.canParse(siteUrl) && isLoopback(new URL(siteUrl))) return url.href;
  return undefined;
};
