"""Backups: database and files together in one folder, checked to the last byte, and restored from it.

`making`, `verifying` and `restoring` are the three verbs. `archive` is the folder and its manifest, `stored` the files,
`sqlite` and `postgres` the two databases, `state` what a database says of itself.
"""
