/** How a body of a media type consists of values: JSON, the fields of a form, text, or bytes. */
export type MediaKind = 'json' | 'form' | 'urlencoded' | 'text' | 'bytes';

/** The kind of a media type. The client has this rule too; the suite has its own, because a judge cannot ask the accused. */
export function kindOfMedia(media: string): MediaKind {
  const [type = ''] = media.toLowerCase().split(';');
  if (type === 'multipart/form-data') return 'form';
  if (type === 'application/x-www-form-urlencoded') return 'urlencoded';
  if (type.startsWith('text/')) return 'text';
  return type === 'application/json' || type.endsWith('+json') ? 'json' : 'bytes';
}

export const isJson = (media: string | undefined): boolean => media !== undefined && kindOfMedia(media) === 'json';
