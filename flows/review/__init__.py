"""`duizhang review`: a person looks at doubtful and conflicting numbers beside their page.

A small page for one person on this machine; what is decided goes into `corrections/`.
"""
