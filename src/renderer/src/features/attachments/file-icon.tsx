import type { ReactNode } from 'react';
import { IconFile, IconFileText, IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import { endingOf } from '#shared/files/file-name.ts';
import { safeMediaType } from '#shared/files/file-types.ts';

/** What kind of file it is, by its name; it says nothing that the name does not say. */
export function FileIcon({ fileName }: { readonly fileName: string }): ReactNode {
  const type = safeMediaType(fileName);
  const isText = type.startsWith('text/') || ['doc', 'docx', 'odt', 'rtf'].includes(endingOf(fileName));
  const Icon =
    type === 'application/pdf'
      ? IconFileTypePdf
      : type.startsWith('image/')
        ? IconPhoto
        : isText
          ? IconFileText
          : IconFile;
  return <Icon size={16} aria-hidden />;
}
