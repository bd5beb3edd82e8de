/** How a body of a media type is represented: JSON by its value, text by a string, bytes by a `Blob`, forms by an object. */
export type MediaKind = 'json' | 'form' | 'urlencoded' | 'text' | 'bytes';

/** The kind of a media type without parameters. */
export function mediaKind(type: string): MediaKind {
  if (/[/+]json$/.test(type)) return 'json';
  if (type === 'multipart/form-data') return 'form';
  if (type === 'application/x-www-form-urlencoded') return 'urlencoded';
  return type.startsWith('text/') ? 'text' : 'bytes';
}
