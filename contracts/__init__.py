"""Typed values that pass between the layers: documents, facts, errors, identities.

Every layer imports from here and none from another layer's inside, so that each arrow of the
house (inbox → Document → Facts → lake → warehouse → findings) is a plain function from typed
values to a typed value.
"""
