import { describe, expect, it } from 'vitest';
import { accountFromPasswd } from './account.ts';

const PASSWD =
  'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65533:n:/:/sbin/nologin\nbroken:x\nodd:x:-2:x:::\n';

describe('accountFromPasswd', () => {
  it('finds a user by its whole name', () => {
    expect(accountFromPasswd(PASSWD, 'nobody')).toEqual({ uid: 65534, gid: 65533 });
    expect(accountFromPasswd(PASSWD, 'body')).toBeUndefined();
  });

  it('takes no broken line for a user', () => {
    expect(accountFromPasswd(PASSWD, 'broken')).toBeUndefined();
    expect(accountFromPasswd(PASSWD, 'odd')).toBeUndefined();
  });
});
