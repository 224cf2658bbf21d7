# Sphinx configuration of the manual: sphinx-build -W doc build/doc
# The pages of electropulse/ are in the format of LAMMPS' own manual and link to its pages by their names there.

from docutils import nodes
from pygments.lexers.special import TextLexer

project = 'USER-ELECTROPULSE'
author = 'The USER-ELECTROPULSE developers'
copyright = author
version = release = '0.1.0'

html_theme = 'classic'
exclude_patterns = ['figures']
highlight_language = 'none'


def link_to_lammps(app, env, node, contnode):
    page = node['reftarget']
    if node['reftype'] != 'doc' or 'electropulse' in page or '/' in page:
        return None
    uri = 'https://docs.lammps.org/' + page + '.html'
    return nodes.reference('', '', contnode, internal=False, refuri=uri)


def setup(app):
    app.add_lexer('LAMMPS', TextLexer)
    app.connect('missing-reference', link_to_lammps)
