import { Notification as SystemNotification } from 'electron';
import type { Notification } from '../shell.ts';

export interface Notifications {
  show(notification: Notification): void;
  closeAll(): void;
}

/**
 * Notifications of the operating system. One per tag: a later one replaces the earlier. Each is held until it
 * closes, because a collected one loses its click.
 */
export function createNotifications(onClick: (notification: Notification) => void): Notifications {
  const shown = new Map<string, SystemNotification>();
  return {
    show(notification) {
      if (!SystemNotification.isSupported()) return;
      const { title, body, tag } = notification;
      shown.get(tag)?.close();
      const system = new SystemNotification({ title, body });
      shown.set(tag, system);
      system.on('click', () => onClick(notification));
      system.on('close', () => {
        if (shown.get(tag) === system) shown.delete(tag);
      });
      system.show();
    },
    closeAll() {
      for (const system of Array.from(shown.values())) system.close();
      shown.clear();
    },
  };
}
