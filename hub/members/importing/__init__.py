"""Import of members from the CRM's contact export.

`reading` turns bytes into rows and rejections and knows no database; `merging` folds the rows of
one file into people and companies; `lookup` and `planning` compare them with the hub; `writing`
makes it so. `verb.import_members` is the whole, in the caller's transaction.
"""
