"""The members of a tar of strangers that are unpacked: files, directories and links that stay within it.

With the filter "data" of tarfile, Python 3.12 does the same; older ones, such as Debian 12's, do not have it or have an early one.
"""

import os
import posixpath

from archive_limits import Damaged


def plain_members(members, root):
    """The members one after another, as they are unpacked to a directory."""
    inside = os.path.realpath(root)
    for member in members:
        require_inside(member, member.name, inside)
        if member.islnk():
            require_inside(member, member.linkname, inside)
        elif member.issym():
            require_inside(member, posixpath.join(posixpath.dirname(member.name), member.linkname), inside)
            if posixpath.isabs(member.linkname):
                refuse(member, "is a link to an absolute path")
        elif not member.isfile() and not member.isdir():
            refuse(member, "is neither a file nor a link nor a directory")
        # Who may write, or run it as its owner, is not for a stranger to say.
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        member.uid, member.gid, member.uname, member.gname = os.getuid(), os.getgid(), "", ""
        yield member


def require_inside(member, path, inside):
    """Also by way of the links that are there already, because each member is unpacked before the next one."""
    try:
        target = os.path.realpath(os.path.join(inside, path))
    except ValueError as error:
        refuse(member, "has an impossible name: %s" % error)
    if posixpath.isabs(path) or os.path.commonpath([target, inside]) != inside:
        refuse(member, "leads out of the archive")


def refuse(member, words):
    raise Damaged("%r %s" % (member.name, words))
